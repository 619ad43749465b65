"""What a reader does on the pages."""

from playwright.sync_api import TimeoutError


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


def follow(page, link, sign):
    """Click a link until what it leads to is shown; links of the thing looked at before go away under the pointer."""
    for _ in range(6):
        page.locator(link).first.click()
        try:
            page.wait_for_selector(sign, timeout=5000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{link} never led to {sign}")
