using System.Runtime.CompilerServices;

namespace DingTalk.Stream.Protocol;

/// <summary>One value for each field that holds text.</summary>
[InlineArray((int)PlainTextField.MessageType + 1)]
internal struct PlainTextValues
{
    private string? _first;
}
