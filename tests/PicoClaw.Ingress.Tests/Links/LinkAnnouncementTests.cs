using DingTalk.Stream;
using PicoClaw.Hosting;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Links;

public sealed class LinkAnnouncementTests : IDisposable
{
    private static readonly StreamStatus Open = new() { State = StreamState.Open };
    private static readonly StreamStatus Connecting = new() { State = StreamState.Connecting, LastError = "no network" };

    private readonly Announced _announced = new();

    public void Dispose() => _announced.Dispose();

    [Fact]
    public void Tell_Open_SaysTheSeedsLineOnce()
    {
        var announcement = Announcement(oneOfMany: false);

        announcement.Tell(Connecting);
        announcement.Tell(new StreamStatus { State = StreamState.Refused, LastError = "wrong secret" });
        announcement.Tell(Open);
        announcement.Tell(Connecting);
        announcement.Tell(Open);

        _announced.Rest().ShouldBe(["DingTalk channel started (Stream Mode)"]);
    }

    [Fact]
    public void Tell_OneOfManyIsOpen_NamesTheAccount()
    {
        Announcement(oneOfMany: true).Tell(Open);

        _announced.Rest().ShouldBe(["DingTalk channel started (Stream Mode): main"]);
    }

    private LinkAnnouncement Announcement(bool oneOfMany) => new(new Announcer(_announced), "main", oneOfMany);
}
