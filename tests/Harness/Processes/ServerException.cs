namespace Harness.Processes;

/// <summary>A script in eng/ that starts, stops or asks a server has failed; it has said why.</summary>
internal sealed class ServerException(string message) : Exception(message);
