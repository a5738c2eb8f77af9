using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>What the attachments of one conversation take from the others.</summary>
public sealed class AttachmentTakerTests : IDisposable
{
    private readonly HeldBlobs _blobs = new();
    private readonly AttachmentOpener _opener;
    private readonly OpenedFiles _files;
    private readonly AttachmentTaker _taker;

    public AttachmentTakerTests()
    {
        var time = new FakeTimeProvider();
        _opener = new AttachmentOpener(new OpeningLimits { Time = TimeSpan.FromDays(1) }, time, NullLogger<AttachmentOpener>.Instance);
        _files = new OpenedFiles(_blobs, _opener);
        var models = new ModelsOptions();
        _taker = new AttachmentTaker(
            new SentFiles(), _files, new ModelCatalog(new Live<ModelsOptions>(() => models)), time, NullLogger<AttachmentTaker>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _files.Dispose();
        _opener.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task TakeAsync_SlowFilesOfOneConversation_LeaveASlotToTheOthers()
    {
        var slow = TakeAsync("cidSlow", $"{HeldBlobs.Held}1", $"{HeldBlobs.Held}2", $"{HeldBlobs.Held}3");
        await _blobs.IsRead;

        var other = await TakeAsync("cidOther", "quick");

        other.Opened.Values.ShouldHaveSingleItem().Text.ShouldBe("text of quick");
        _blobs.HeldCount.ShouldBe(1);

        _blobs.LetGo();
        (await slow).Opened.Values.Select(opened => opened.Text).ShouldBe(["text of held1", "text of held2", "text of held3"], ignoreOrder: true);
    }

    private Task<TakenAttachments> TakeAsync(string conversation, params IEnumerable<string> blobs)
    {
        var parts = blobs.Select((blob, index) => new AttachmentPart(
            new Attachment { Kind = AttachmentKind.File, Reference = blob, FileName = $"{blob}.txt" }, index + 1)
        {
            Blob = new BlobReference { Id = blob, Size = 1, Sha256 = blob, MediaType = "text/plain" },
        });
        return _taker.TakeAsync(Said.Direct("", conversation).Conversation, [new HistoryEntry(HistoryEntry.User, [.. parts])], [], null, Cancel);
    }
}
