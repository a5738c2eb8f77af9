using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;

namespace PicoClaw.Agent.Attachments.Opening.Office;

internal static class SlideText
{
    public static Opened Read(PresentationDocument document)
    {
        var main = document.PresentationPart ?? throw new OpenException(OpenFault.Broken);
        var text = new BoundedText();
        var slides = main.Presentation?.SlideIdList?.Elements<SlideId>().Select(slide => slide.RelationshipId?.Value).OfType<string>().ToList() ?? [];
        foreach (var (index, id) in slides.Index())
        {
            if (text.IsCut)
            {
                break;
            }

            if (main.TryGetPartById(id, out var part) && part is SlidePart slide)
            {
                text.Mark(string.Create(CultureInfo.InvariantCulture, $"slide {index + 1}"));
                XmlPart.Append(text, slide);
                AppendNotes(text, slide.NotesSlidePart);
            }
        }

        return Opened.OfText("PowerPoint presentation", slides.Count == 1 ? "1 slide" : $"{slides.Count} slides", text);
    }

    private static void AppendNotes(BoundedText text, NotesSlidePart? notes)
    {
        if (notes is not null && !text.IsCut)
        {
            text.Mark("notes");
            XmlPart.Append(text, notes);
        }
    }
}
