namespace Load.Traffic;

/// <summary>A message as the emulator pushed it.</summary>
/// <param name="Text">What was said.</param>
/// <param name="SaidAt">When it was said.</param>
/// <param name="PushedAt">The first push; null: there was no link.</param>
/// <param name="Count">The number of pushes.</param>
/// <param name="State">waiting, pushed, acked or abandoned.</param>
/// <param name="AckMs">From the first push to the ack.</param>
internal sealed record Push(string Text, DateTimeOffset SaidAt, DateTimeOffset? PushedAt, int Count, string State, double? AckMs);
