using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tools.Files;

/// <summary>Keeps a file until the turn ends, when it is sent; false when the turn takes no more.</summary>
internal delegate Task<bool> GiveFile(OutboundContent file, CancellationToken cancellationToken);
