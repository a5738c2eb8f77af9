using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Tests.Testing;
using static PicoClaw.Ingress.Tests.Testing.SpoolBench;

namespace PicoClaw.Ingress.Tests.Spool;

public sealed class IntakeSpoolTests : IDisposable
{
    private readonly SpoolBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Append_ProcessDiesAfterIt_TheNextOneHasItsMessages()
    {
        await using (var spool = _bench.Open())
        {
            await spool.AppendAsync(Message("one"), Cancel);
            await spool.AppendAsync(Message("two", second: 1), Cancel);
        }

        await using var next = _bench.Open();

        next.Takes(Message("three")).ShouldBeTrue();
        next.Oldest.ShouldBe(Heard.Now);
        (await DrainAsync(next, Cancel)).ShouldBe(["one", "two"]);
        next.Takes(Message("three")).ShouldBeFalse();
        _bench.Files().ShouldBeEmpty();
        _bench.Logged.ShouldBe([208, 207]);
    }

    [Fact]
    public async Task Open_TornTail_IsCutAndTheMessagesBeforeItAreRead()
    {
        await using (var spool = _bench.Open())
        {
            await spool.AppendAsync(Message("one"), Cancel);
        }

        var file = _bench.Files().ShouldHaveSingleItem();
        await File.AppendAllTextAsync(file, "half a record", Cancel);

        await using var next = _bench.Open();

        (await DrainAsync(next, Cancel)).ShouldBe(["one"]);
        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldHaveSingleItem().ShouldEndWith("lock");
        _bench.Logged.ShouldContain(212);
    }

    [Fact]
    public async Task Open_DamageInTheMiddle_TheRestIsReadAndTheFileIsKept()
    {
        await using (var spool = _bench.Open())
        {
            await spool.AppendAsync(Message("one"), Cancel);
            await spool.AppendAsync(Message("two", second: 1), Cancel);
            await spool.AppendAsync(Message("three", second: 2), Cancel);
        }

        var file = _bench.Files().ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        await using var next = _bench.Open();

        (await DrainAsync(next, Cancel)).ShouldBe(["one", "three"]);
        File.Exists(file + ".damaged").ShouldBeTrue();
        next.Bytes.ShouldBe(0);
        _bench.Logged.ShouldContain(213);
    }

    [Fact]
    public async Task Append_DiskRotsBeforeTheDrain_TheMessageIsReportedAndTheOthersGoOn()
    {
        await using var spool = _bench.Open();
        await spool.AppendAsync(Message("one"), Cancel);
        var file = _bench.Files().ShouldHaveSingleItem();
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            stream.Position = 30;
            stream.WriteByte(0);
        }

        var lane = await spool.TakeAsync(Cancel);
        var entry = lane.Leaving!;
        entry.Segment.Read(entry.Offset, entry.Length).ShouldBeNull();
        spool.Finish(lane, isLost: true);

        spool.Messages.ShouldBe(0);
        File.Exists(file + ".damaged").ShouldBeTrue();
        _bench.Logged.ShouldContain(215);
    }

    [Fact]
    public async Task Take_SeveralConversations_OneMessageOfEachAtATimeInOrder()
    {
        await using var spool = _bench.Open();
        foreach (var (text, conversation, second) in new[] { ("a1", "a", 1), ("b1", "b", 2), ("a2", "a", 3), ("b2", "b", 4) })
        {
            await spool.AppendAsync(Message(text, conversation, second), Cancel);
        }

        var (a, b) = (await spool.TakeAsync(Cancel), await spool.TakeAsync(Cancel));
        (a.Key.Id, b.Key.Id).ShouldBe(("a", "b"));
        var third = spool.TakeAsync(Cancel);
        third.IsCompleted.ShouldBeFalse();

        spool.Return(b);
        (await third).Leaving!.SentAt.ShouldBe(Heard.Now.AddSeconds(2));
        spool.Finish(a);
        (await spool.TakeAsync(Cancel)).Leaving!.SentAt.ShouldBe(Heard.Now.AddSeconds(3));
    }

    // A message that had to be re-sent, because a process died with it, arrives after later ones.
    [Fact]
    public async Task Take_MessageArrivesLate_LeavesInTheOrderInWhichItWasWritten()
    {
        await using var spool = _bench.Open();
        await spool.AppendAsync(Message("second", second: 2), Cancel);
        await spool.AppendAsync(Message("third", second: 3), Cancel);
        await spool.AppendAsync(Message("first", second: 1), Cancel);
        await spool.AppendAsync(Message("third too", second: 3), Cancel);

        (await DrainAsync(spool, Cancel)).ShouldBe(["first", "second", "third", "third too"]);
    }

    [Fact]
    public async Task Append_Full_RefusesSaysWhyAndTakesAgainOnceThereIsRoom()
    {
        _bench.Options.MaxBytes = 3000;
        await using var spool = _bench.Open();
        await spool.AppendAsync(Message(new string('x', 1500)), Cancel);

        var refused = await Should.ThrowAsync<NotConfirmedException>(() => spool.AppendAsync(Message(new string('y', 1500)), Cancel));
        await Should.ThrowAsync<NotConfirmedException>(() => spool.AppendAsync(Message(new string('z', 1500)), Cancel));

        refused.Message.ShouldContain("full");
        spool.Fault.ShouldNotBeNull().ShouldContain("3000 bytes");
        _bench.Logged.Count(id => id == 211).ShouldBe(1);
        await DrainAsync(spool, Cancel);
        spool.Fault.ShouldBeNull();
        await spool.AppendAsync(Message(new string('y', 1500)), Cancel);
    }

    [Fact]
    public async Task Append_DiskFails_RefusesSaysWhyAndTakesAgainOnceItWorks()
    {
        await using var spool = _bench.Open();
        Directory.Move(Path.Combine(_bench.Folder, "1"), Path.Combine(_bench.Folder, "away"));

        await Should.ThrowAsync<NotConfirmedException>(() => spool.AppendAsync(Message("one"), Cancel));
        spool.Recover();

        spool.Fault.ShouldNotBeNull().ShouldContain(_bench.Folder);
        (spool.Messages, spool.Takes(Message("two"))).ShouldBe((0, false));
        Directory.Move(Path.Combine(_bench.Folder, "away"), Path.Combine(_bench.Folder, "1"));
        spool.Recover();
        spool.Fault.ShouldBeNull();
        await spool.AppendAsync(Message("two"), Cancel);
        (await DrainAsync(spool, Cancel)).ShouldBe(["two"]);
        _bench.Logged.ShouldBe([209, 210]);
    }

    // The start must not depend on it, because the broker may work.
    [Fact]
    public async Task Open_FolderCannotBeMade_IsReportedAndRecoversLater()
    {
        _bench.Options.Directory = Path.Combine(_bench.Folder, "file", "spool");
        await File.WriteAllTextAsync(Path.Combine(_bench.Folder, "file"), "", Cancel);
        await using var spool = _bench.Open();

        spool.Fault.ShouldNotBeNull();
        await Should.ThrowAsync<NotConfirmedException>(() => spool.AppendAsync(Message("one"), Cancel));
        File.Delete(Path.Combine(_bench.Folder, "file"));
        spool.Recover();

        await spool.AppendAsync(Message("one"), Cancel);
        spool.Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Append_ManyAtOnce_ShareFlushesAndComeBackWhole()
    {
        var texts = Enumerable.Range(0, 500).Select(number => $"message {number} {new string('x', 3000)}").ToList();
        await using (var spool = _bench.Open())
        {
            await Task.WhenAll(texts.Select((text, number) => spool.AppendAsync(Message(text, $"cid{number}"), Cancel)));
            spool.Messages.ShouldBe(500);
        }

        _bench.Files().Count.ShouldBeInRange(2, 3);
        await using var next = _bench.Open();
        (await DrainAsync(next, Cancel)).ShouldBe(texts, ignoreOrder: true);
        _bench.Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_WhileItIsDrained_LosesNothingAndLeavesNoFile()
    {
        await using var spool = _bench.Open();
        var drained = new List<string>();
        var appending = Task.Run(
            async () =>
            {
                for (var number = 0; number < 400; number++)
                {
                    await spool.AppendAsync(Message($"{number}", $"cid{number % 3}", number), Cancel);
                }
            },
            Cancel);
        while (drained.Count < 400)
        {
            var lane = await spool.TakeAsync(Cancel);
            drained.Add(lane.Leaving!.Segment.Read(lane.Leaving.Offset, lane.Leaving.Length)!.Message!.Text);
            spool.Finish(lane);
        }

        await appending;
        foreach (var conversation in Enumerable.Range(0, 3))
        {
            var order = drained.Select(int.Parse).Where(number => number % 3 == conversation).ToList();
            order.ShouldBe(order.Order());
        }

        (spool.Messages, spool.Bytes, _bench.Files().Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Open_SecondProcess_TakesItsOwnFolderAndAdoptsTheOthersOnceThatDies()
    {
        var first = _bench.Open();
        await first.AppendAsync(Message("of the first"), Cancel);
        await using var second = _bench.Open();
        await second.AppendAsync(Message("of the second", "cid2"), Cancel);
        second.Recover();
        (second.Messages, _bench.Files(1).Count, _bench.Files(2).Count).ShouldBe((1, 1, 1));

        await first.DisposeAsync();
        second.Recover();

        _bench.Files(1).ShouldBeEmpty();
        (await DrainAsync(second, Cancel)).ShouldBe(["of the first", "of the second"], ignoreOrder: true);
    }
}
