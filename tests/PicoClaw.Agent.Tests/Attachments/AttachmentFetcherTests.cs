using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>The fetcher as AddAgent makes it, over a real store, with a server at the account's own host; the test stands for egress.</summary>
public abstract class AttachmentFetcherTests : AgentTests
{
    private static readonly Conversation Conversation = Said.Direct("hi").Conversation;

    private readonly FixedAddresses _addresses = new();
    private readonly HostileServer _server;
    private int _served;

    protected AttachmentFetcherTests(bool onPostgres)
        : base(onPostgres)
    {
        _server = new HostileServer(request =>
        {
            _served++;
            return DownloadLab.OkAsync(request, DownloadLab.Picture);
        });
        _addresses.Answer = new AttachmentAddress { Address = new Uri($"http://127.0.0.1:{_server.Port}/a?sign=secret"), MayBePrivate = true };
        Folder.UsesSentFiles = false;
        Folder.Replace = services => services.AddSingleton<IAttachmentAddresses>(_addresses);
    }

    protected override ValueTask DisposeTestAsync() => _server.DisposeAsync();

    [Fact]
    public async Task FetchAsync_NextProcess_HasWhatWasFetched()
    {
        var agent = await OpenAsync();
        var first = await FetchAsync(agent, "code");
        first.Fault.ShouldBeNull();
        await agent.DisposeAsync();

        agent = await OpenAsync();
        var next = await FetchAsync(agent, "code");

        next.Blob.ShouldBe(first.Blob.ShouldNotBeNull());
        (_served, _addresses.Asked).ShouldBe((1, 1));
        await using var stream = (await agent.Services.GetRequiredService<IBlobStore>().OpenAsync(next.Blob!.Id, Cancel)).ShouldNotBeNull();
        stream.Length.ShouldBe(DownloadLab.Picture.Length);
    }

    [Fact]
    public async Task FetchAsync_AnotherReferenceOrAccount_IsFetchedForItself()
    {
        var agent = await OpenAsync();
        await FetchAsync(agent, "code");

        await FetchAsync(agent, "code2");
        await agent.Services.GetRequiredService<IAttachmentFetcher>().FetchAsync(Conversation with { Account = "other" }, Picture("code"), Cancel);

        _served.ShouldBe(3);
    }

    [Fact]
    public async Task FetchAsync_BlobIsGone_IsFetchedAgain()
    {
        var agent = await OpenAsync();
        await FetchAsync(agent, "code");
        await agent.Services.GetRequiredService<IBlobStore>().DeleteOlderThanAsync(Folder.Time.GetUtcNow().AddDays(1), Cancel);

        (await FetchAsync(agent, "code")).Blob.ShouldNotBeNull();

        _served.ShouldBe(2);
    }

    [Fact]
    public async Task SweepAsync_BlobsTermIsOver_IsForgotten()
    {
        var agent = await OpenAsync();
        await FetchAsync(agent, "code");

        Folder.Time.Advance(TimeSpan.FromDays(7));
        (await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel)).ShouldBe(0);
        Folder.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task FetchAsync_NoAddress_IsTheFault()
    {
        var agent = await OpenAsync();
        (AttachmentAddress Answer, FetchFault Fault)[] answers =
        [
            (new AttachmentAddress { Fault = AddressFault.Refused, Reason = "the code\nis wrong" }, FetchFault.Expired),
            (new AttachmentAddress { Fault = AddressFault.Unavailable }, FetchFault.Unavailable),
            (new AttachmentAddress(), FetchFault.Unavailable),
            (new AttachmentAddress { Address = new Uri("/a", UriKind.Relative) }, FetchFault.Unavailable),
            (new AttachmentAddress { Address = new Uri("http://127.0.0.1/a") }, FetchFault.ForbiddenAddress),
        ];
        foreach (var (answer, fault) in answers)
        {
            _addresses.Answer = answer;
            (await FetchAsync(agent, "code")).ShouldBe(new FetchedAttachment(Picture("code"), null, fault));
        }

        (await FetchAsync(agent, "")).Fault.ShouldBe(FetchFault.NoReference);
        (await FetchAsync(agent, new string('x', 10_000))).Fault.ShouldBe(FetchFault.NoReference);
        _addresses.Asked.ShouldBe(answers.Length);
    }

    [Fact]
    public async Task FetchAsync_SomethingBreaks_IsUnavailable()
    {
        var agent = await OpenAsync();
        _addresses.Answer = null;

        (await FetchAsync(agent, "code")).Fault.ShouldBe(FetchFault.Unavailable);
    }

    [Fact]
    public async Task FetchAsync_Cancelled_Throws()
    {
        var agent = await OpenAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            agent.Services.GetRequiredService<IAttachmentFetcher>().FetchAsync(Conversation, Picture("code"), new CancellationToken(canceled: true)));
    }

    private static Attachment Picture(string reference) => new() { Kind = AttachmentKind.Image, Reference = reference };

    private static Task<FetchedAttachment> FetchAsync(AgentProcess agent, string reference) =>
        agent.Services.GetRequiredService<IAttachmentFetcher>().FetchAsync(Conversation, Picture(reference), Cancel);

    private async Task<AgentProcess> OpenAsync()
    {
        var agent = await Folder.OpenAsync();
        await ((agent.Services.GetRequiredService<IBlobStore>() as PostgresBlobStore)?.MigrateAsync(Cancel) ?? Task.CompletedTask);
        return agent;
    }
}
