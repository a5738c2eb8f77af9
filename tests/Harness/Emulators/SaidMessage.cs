namespace Harness.Emulators;

/// <summary>What a person said.</summary>
/// <param name="ConversationId">Where; empty for what is no message, such as a click.</param>
/// <param name="Text">The words.</param>
/// <param name="State">waiting, pushed, acked or abandoned.</param>
/// <param name="SaidAt">When.</param>
internal sealed record SaidMessage(string ConversationId, string Text, string State, DateTimeOffset SaidAt);
