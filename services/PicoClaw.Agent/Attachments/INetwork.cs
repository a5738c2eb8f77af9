using System.Net;

namespace PicoClaw.Agent.Attachments;

/// <summary>Names and connections, so that a test can say what a name resolves to and see what is really connected to.</summary>
internal interface INetwork
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken);
}
