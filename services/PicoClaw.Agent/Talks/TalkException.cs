namespace PicoClaw.Agent.Talks;

/// <summary>There is no answer; the message says why, without secrets.</summary>
public sealed class TalkException(string message, Exception? innerException = null) : Exception(message, innerException);
