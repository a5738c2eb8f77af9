using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// One link shared by all tests of a class: it must survive whatever one of them does to it.
public sealed class LongLivedLink : IAsyncLifetime
{
    internal FrameSink Sink { get; private set; } = null!;

    internal ServerLink Link { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sink = await FrameSink.CreateAsync();
        Link = await Sink.Fixture.RunAndLinkAsync();
    }

    public ValueTask DisposeAsync() => Sink.DisposeAsync();
}
