using PicoClaw.Contracts;
using PicoClaw.Ingress.Spool;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Tests.Testing;

internal static class SpoolExtensions
{
    public static Task AppendAsync(this IntakeSpool spool, MessageReceived message, CancellationToken cancellationToken) =>
        spool.AppendAsync(SpooledMessage.Of(message), cancellationToken);

    public static bool Takes(this IntakeSpool spool, MessageReceived message) => spool.Takes(SpooledMessage.Of(message));
}
