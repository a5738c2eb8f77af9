using QRCoder;
using Spectre.Console;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>A link as a QR code of characters, dark on light whatever the terminal's colours are.</summary>
internal static class QrText
{
    public static void Write(IAnsiConsole console, Uri link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link.AbsoluteUri, QRCodeGenerator.ECCLevel.L);
        using var code = new AsciiQRCode(data);
        var hasColours = console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

        // Without colours the light modules are drawn, which is right on a dark terminal; phones read most inverted codes as well.
        var text = code.GetGraphicSmall(drawQuietZones: true, invert: hasColours, endOfLine: "\n");
        console.Write(new Text(text, hasColours ? new Style(Color.Black, Color.White) : Style.Plain));
        console.WriteLine();
    }
}
