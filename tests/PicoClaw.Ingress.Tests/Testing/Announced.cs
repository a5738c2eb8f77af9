using System.Text;
using System.Threading.Channels;

namespace PicoClaw.Ingress.Tests.Testing;

/// <summary>The terminal, as the person in front of it sees it.</summary>
internal sealed class Announced : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(1000);

    public override Encoding Encoding => Encoding.UTF8;

    public ChannelReader<string> Lines => _lines.Reader;

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "").ShouldBeTrue();

    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (_lines.Reader.TryRead(out var line))
        {
            rest.Add(line);
        }

        return rest;
    }
}
