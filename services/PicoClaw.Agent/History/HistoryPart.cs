using System.Text.Json.Serialization;

namespace PicoClaw.Agent.History;

// A piece of an entry, stored with its kind.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextPart), "text")]
[JsonDerivedType(typeof(AttachmentPart), "attachment")]
internal abstract record HistoryPart;
