export { browser } from '../../tests/journeys/browser.ts'
