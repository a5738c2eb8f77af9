using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Tests.Testing;

internal sealed record TestReply(DeliverMessage Message, int Parts) : RenderedReply(Parts, 0, RecipientId: null);
