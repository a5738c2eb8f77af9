using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>
/// The content of a reply: a closed hierarchy. The discriminator on the wire is <c>kind</c>; an unknown kind faults, so deploy egress before the
/// service that emits a new one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MarkdownContent), "markdown")]
[JsonDerivedType(typeof(ImageContent), "image")]
[JsonDerivedType(typeof(FileContent), "file")]
[JsonDerivedType(typeof(VoiceContent), "voice")]
public abstract record OutboundContent
{
    private protected OutboundContent()
    {
    }
}
