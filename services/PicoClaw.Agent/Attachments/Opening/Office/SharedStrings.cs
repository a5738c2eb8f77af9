using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace PicoClaw.Agent.Attachments.Opening.Office;

/// <summary>The texts that the cells of a workbook share, as far as their bound.</summary>
internal static class SharedStrings
{
    private const int MaxLength = 20_000_000;

    public static IReadOnlyList<string> Read(SharedStringTablePart? part)
    {
        var (strings, length) = (new List<string>(), 0L);
        if (part is null)
        {
            return strings;
        }

        using var reader = XmlPart.Open(part);
        while (length < MaxLength && reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = reader.IsEmptyElement ? "" : Text(reader);
                strings.Add(text);
                length += text.Length + 1;
            }
        }

        return strings;
    }

    // Its runs together, without how it is spoken, which Japanese texts have beside them.
    private static string Text(XmlReader reader)
    {
        var (depth, text) = (reader.Depth, "");
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            while (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                reader.Skip();
            }

            if (reader is { NodeType: XmlNodeType.Element, LocalName: "t", IsEmptyElement: false })
            {
                text += XmlPart.Value(reader);
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth)
            {
                break;
            }
        }

        return text;
    }
}
