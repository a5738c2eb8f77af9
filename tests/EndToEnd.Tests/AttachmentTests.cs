using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Agent;
using PicoClaw.Agent.Attachments;
using PicoClaw.Contracts;
using PicoClaw.Egress;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage.Blobs;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary>From a person's picture in the emulator to a blob: the agent asks, egress answers, the emulator's own address is read.</summary>
public sealed class AttachmentTests : IDisposable
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Enumerable.Range(0, 600_000).Select(i => (byte)i)];

    private readonly string _folder = Directory.CreateTempSubdirectory("picoclaw-e2e-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 300_000)]
    public async Task Picture_OneProcess_EndsAsABlobOfTheFolder()
    {
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        using var gateway = await StartAsync(emulator, "memory", _folder, null, services => services.AddEgress().AddAgent());

        await FetchAsync(emulator, gateway, gateway);

        Directory.GetFiles(Path.Combine(_folder, "blobs"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await gateway.StopAsync(Cancel);
    }

    [Fact(Timeout = 300_000)]
    public async Task Picture_Split_EndsAsABlobThatAllReplicasRead()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await using var database = new TestPostgres();
        await database.EnsureAsync();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        using var egress = await StartAsync(emulator, broker, _folder, database.Address, services => services.AddEgress());
        using var replica = await StartAsync(emulator, broker, _folder, database.Address, services => services.AddEgress());
        using var agent = await StartAsync(emulator, broker, _folder, database.Address, services => services.AddAgent());

        await FetchAsync(emulator, agent, egress);

        await Task.WhenAll(agent.StopAsync(Cancel), replica.StopAsync(Cancel), egress.StopAsync(Cancel));
    }

    private static async Task FetchAsync(EmulatorHost emulator, IHost agent, IHost reader)
    {
        var conversation = new Conversation { Channel = "dingtalk", Account = "dingacme", Id = "cid", Kind = ConversationKind.Direct };
        var picture = new Attachment { Kind = AttachmentKind.Image, Reference = await GiveAsync(emulator) };

        var fetched = await agent.Services.GetRequiredService<IAttachmentFetcher>().FetchAsync(conversation, picture, Cancel);

        fetched.Fault.ShouldBeNull();
        (fetched.Blob!.MediaType, fetched.Blob.Size).ShouldBe(("image/png", Picture.Length));
        await using var stream = (await reader.Services.GetRequiredService<IBlobStore>().OpenAsync(fetched.Blob.Id, Cancel)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        copy.ToArray().ShouldBe(Picture);
    }

    private static async Task<string> GiveAsync(EmulatorHost emulator)
    {
        using var http = new HttpClient();
        using var body = new ByteArrayContent(Picture) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await http.PostAsync(new Uri(emulator.Address, "/emulator/media?name=cat.png"), body, Cancel);
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Cancel))!["downloadCode"]!;
    }

    private static async Task<IHost> StartAsync(
        EmulatorHost emulator, string broker, string folder, string? postgres, Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("PicoClaw:Broker", broker), new("PicoClaw:Home", folder), new("Store:Directory", folder), new("Store:Postgres", postgres),
            .. TwoAccounts.ClientIds.SelectMany(id => new KeyValuePair<string, string?>[]
            {
                new($"Accounts:{id}:Channel", "dingtalk"), new($"Accounts:{id}:Enabled", "true"),
                new($"Accounts:{id}:ClientId", id), new($"Accounts:{id}:ClientSecret", $"secret-of-{id}"),
                new($"Accounts:{id}:ApiBase", $"{emulator.Address}"), new($"Accounts:{id}:OapiBase", $"{emulator.Address}"),
            }),
        ]);
        builder.Services.AddLogging(logging => logging.AddConsole());
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        add(builder.Services);
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }
}
