using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>What a bot says: a closed hierarchy. The discriminator on the wire is <c>kind</c>; an unknown kind faults, so deploy egress before what emits a new one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MarkdownContent), "markdown")]
public abstract record OutboundContent
{
    private protected OutboundContent()
    {
    }
}
