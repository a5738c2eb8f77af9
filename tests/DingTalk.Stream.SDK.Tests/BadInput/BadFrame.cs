using System.Net.WebSockets;
using System.Text;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// A hostile message from a server and its expected outcome.
internal sealed record BadFrame(string Name, byte[] Bytes, Outcome Outcome)
{
    public BadFrame(string name, string text, Outcome fate)
        : this(name, Encoding.UTF8.GetBytes(text), fate)
    {
    }

    // The id that the ack must name; the generators use the case's name as the frame's id.
    public string AckedId { get; init; } = Name;

    public WebSocketMessageType Type { get; init; } = WebSocketMessageType.Text;

    // The sizes of the WebSocket fragments, zero included; the last one has the rest.
    public IReadOnlyList<int> Pieces { get; init; } = [];

    public async Task SendAsync(ServerLink link)
    {
        var at = 0;
        foreach (var piece in Pieces)
        {
            await link.SendAsync(Bytes.AsMemory(at, piece), Type, endOfMessage: false);
            at += piece;
        }

        await link.SendAsync(Bytes.AsMemory(at), Type);
    }

    public override string ToString() => Name;
}
