using System.Text;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>One request, and the wire to answer it on.</summary>
internal sealed record HostileRequest(string Head, Stream Wire, CancellationToken Stopped)
{
    public string Path => Head.Split(' ') is [_, var path, ..] ? path : "";

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await Wire.WriteAsync(bytes, Stopped);
        await Wire.FlushAsync(Stopped);
    }
}
