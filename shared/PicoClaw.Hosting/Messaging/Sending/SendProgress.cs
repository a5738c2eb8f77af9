using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Messaging.Sending;

internal delegate Task SendProgress(ReplyProgress progress, CancellationToken cancellationToken);
