using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace PicoClaw.Agent.Attachments.Opening.Office;

/// <summary>A part of an Office file, read from its beginning to its end: never all of it at once, and without anything from outside of it.</summary>
internal static class XmlPart
{
    public const long MaxCharacters = 256L << 20;

    private static readonly XmlReaderSettings Closed = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static XmlReader Open(OpenXmlPart part) => XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), Closed);

    /// <summary>The words of a text, in the markup of Word or of DrawingML, as slides have it.</summary>
    public static void Append(BoundedText text, OpenXmlPart part)
    {
        using var reader = Open(part);
        var cells = 0;
        while (!text.IsCut && reader.Read())
        {
            // The same again, for programs that do not know the first form.
            while (reader is { NodeType: XmlNodeType.Element, LocalName: "Fallback" })
            {
                reader.Skip();
            }

            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "t") when !reader.IsEmptyElement:
                    text.Append(Value(reader));
                    break;
                case (XmlNodeType.Element, "tab"):
                    text.Append("\t");
                    break;
                case (XmlNodeType.Element, "br" or "cr"):
                    text.Append("\n");
                    break;
                case (XmlNodeType.Element, "tc") when !reader.IsEmptyElement:
                    cells++;
                    break;
                case (XmlNodeType.EndElement, "tc"):
                    cells--;
                    text.Append("\t");
                    break;
                case (XmlNodeType.EndElement, "p") when cells > 0:
                    text.Append(" ");
                    break;
                case (XmlNodeType.EndElement, "p" or "tr"):
                    text.Break();
                    break;
            }
        }
    }

    /// <summary>The words in an element; the reader then stands at its end.</summary>
    public static string Value(XmlReader reader)
    {
        var (depth, value) = (reader.Depth, "");
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                value = value.Length == 0 ? reader.Value : value + reader.Value;
            }
        }

        return value;
    }
}
