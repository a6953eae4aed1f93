const root = document.querySelector<HTMLElement>('[data-agenda]')
if (root) root.dataset.awake = '1'
