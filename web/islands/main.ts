/** Loads what makes pages livelier; every page works without it. */
import '@hotwired/turbo'
