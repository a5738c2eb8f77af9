using DocumentFormat.OpenXml.Packaging;

namespace PicoClaw.Agent.Attachments.Opening.Office;

internal static class WordText
{
    public static Opened Read(WordprocessingDocument document)
    {
        var main = document.MainDocumentPart ?? throw new OpenException(OpenFault.Broken);
        var text = new BoundedText();
        XmlPart.Append(text, main);
        Append(text, "footnotes", main.FootnotesPart);
        Append(text, "endnotes", main.EndnotesPart);
        Append(text, "comments", main.WordprocessingCommentsPart);
        return Opened.OfText("Word document", null, text);
    }

    private static void Append(BoundedText text, string name, OpenXmlPart? part)
    {
        if (part is not null && !text.IsCut)
        {
            text.Mark(name);
            XmlPart.Append(text, part);
        }
    }
}
