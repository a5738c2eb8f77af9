namespace PicoClaw.Agent.Attachments;

/// <summary>An attachment that cannot be had. The message is for the log: it names a host at most, never an address, which is a capability.</summary>
internal sealed class FetchException(FetchFault fault, string message) : Exception(message)
{
    public FetchFault Fault => fault;
}
