"""The few controls of the pages: native HTML elements in Vue templates, so that keyboard and screen reader just work."""
