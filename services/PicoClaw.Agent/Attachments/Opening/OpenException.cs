namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>A file gives nothing to read or to see.</summary>
internal sealed class OpenException(OpenFault fault) : Exception($"The file is refused: {fault}")
{
    public OpenFault Fault => fault;
}
