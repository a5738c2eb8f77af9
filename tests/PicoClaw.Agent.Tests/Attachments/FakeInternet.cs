using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PicoClaw.Agent.Attachments;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Says what names resolve to, and leads public addresses to servers of the test. What the guard lets through is connected to for real.</summary>
internal sealed class FakeInternet : INetwork
{
    /// <summary>What a name resolves to: one answer for each look-up, the last one for all that follow.</summary>
    public Dictionary<string, string[][]> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The port of the server on this machine that stands for an address.</summary>
    public Dictionary<string, int> Servers { get; } = [];

    public ConcurrentQueue<IPEndPoint> Connected { get; } = [];

    private readonly ConcurrentDictionary<string, int> _lookUps = new(StringComparer.OrdinalIgnoreCase);

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (!Names.TryGetValue(host.TrimEnd('.'), out var answers))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var lookUp = _lookUps.AddOrUpdate(host, 0, (_, last) => last + 1);
        return Task.FromResult(answers[Math.Min(lookUp, answers.Length - 1)].Select(IPAddress.Parse).ToArray());
    }

    public async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Connected.Enqueue(address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Servers.GetValueOrDefault(address.Address.ToString(), 9), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
