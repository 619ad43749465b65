"""What a reader does on the pages."""


def month(page):
    return int(page.get_attribute("[data-month]", "data-month"))


def step(page, times=1):
    for _ in range(times):
        now = month(page)
        page.click("[data-press=step]")
        page.wait_for_selector(f"[data-month='{now + 1}']")


def figures(page):
    return page.locator(".kpi-value").all_inner_texts()


def restart(page):
    page.click("[data-press=restart]")
    page.wait_for_selector("[data-month='0']")


def slide(page, name, keys):
    """Move a slider with keys, as a reader without a mouse does."""
    slider = page.locator(f"[data-field='{name}']")
    slider.focus()
    for key in keys:
        slider.press(key)
    slider.evaluate("slider => slider.dispatchEvent(new Event('change'))")
    return slider.get_attribute("aria-valuetext")


def upload(page, name, content):
    page.set_input_files("[data-field=upload]", {"name": name, "mimeType": "application/x-yaml", "buffer": content})
