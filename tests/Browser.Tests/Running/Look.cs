using Microsoft.Playwright;

namespace Browser.Tests.Running;

internal sealed record Look(string Name, int Width, ColorScheme Theme)
{
    private const int Height = 840;

    public async Task TakeAsync(IPage page)
    {
        await page.SetViewportSizeAsync(Width, Height);
        await page.EmulateMediaAsync(new() { ColorScheme = Theme });
    }
}
