using Harness.Agents;

namespace Load.Chaos.Audits;

/// <summary>A call whose outcome an egress did not learn, as it logged it.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Event">401: its process ended or was cut off; 402: the process itself saw no outcome.</param>
/// <param name="Tokens">The messages that its replies answer.</param>
/// <param name="Reason">The rest of the line.</param>
internal sealed record UnknownCall(string CallId, int Event, IReadOnlyList<Token> Tokens, string Reason);
