using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace PicoClaw.Agent.Attachments.Opening.Pages;

internal static class PdfText
{
    private const int MaxPages = 500;

    private static readonly ParsingOptions Lenient = new() { UseLenientParsing = true, SkipMissingFonts = true };

    public static Opened Read(byte[] bytes)
    {
        try
        {
            using var document = PdfDocument.Open(bytes, Lenient);
            var text = new BoundedText();
            for (var number = 1; number <= document.NumberOfPages && !text.IsCut; number++)
            {
                if (number > MaxPages)
                {
                    text.LeaveOut();
                    break;
                }

                text.Mark(string.Create(CultureInfo.InvariantCulture, $"page {number}"));
                Append(text, document, number);
            }

            return Opened.OfText("PDF", document.NumberOfPages == 1 ? "1 page" : $"{document.NumberOfPages} pages", text);
        }
        catch (PdfDocumentEncryptedException)
        {
            return Opened.Failed(OpenFault.Encrypted);
        }
    }

    // One damaged page does not take the others with it.
    private static void Append(BoundedText text, PdfDocument document, int number)
    {
        try
        {
            text.Append(ContentOrderTextExtractor.GetText(document.GetPage(number)));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            text.Mark("this page is damaged");
        }
    }
}
