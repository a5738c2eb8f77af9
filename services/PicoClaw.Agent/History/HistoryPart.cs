using System.Text.Json.Serialization;

namespace PicoClaw.Agent.History;

// A piece of an entry, stored with its kind. Pictures and files will be parts too, as references.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextPart), "text")]
internal abstract record HistoryPart;
