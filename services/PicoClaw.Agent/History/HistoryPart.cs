using System.Text.Json.Serialization;

namespace PicoClaw.Agent.History;

// What an entry is made of, stored under its kind. Pictures and files are to be references, beside the text.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextPart), "text")]
internal abstract record HistoryPart;
