using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Media;

namespace DingTalk.Emulator.Tests.Media;

public sealed class PageMediaTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    [Fact]
    public async Task File_GivenByAUser_IsWhatTheBotDownloads()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var code = (string)(await GiveAsync(emulator, "plan.txt", "the plan"u8.ToArray())).Json["downloadCode"]!;

        var said = await emulator.SayAsync(new JsonObject
        {
            ["msgtype"] = "file",
            ["text"] = "plan.txt",
            ["waitSeconds"] = 0,
            ["content"] = new JsonObject { ["downloadCode"] = code, ["fileName"] = "plan.txt" },
        });

        said["msgId"].ShouldNotBeNull();
        var push = (await emulator.TranscriptAsync())["pushes"]![0]!;
        push["attachment"]!.ToJsonString().ShouldBe($$"""{"kind":"file","id":"{{code}}","name":"plan.txt"}""");
        var token = await emulator.TokenAsync();
        var address = await emulator.PostAsync(
            "/v1.0/robot/messageFiles/download",
            new JsonObject { ["downloadCode"] = code, ["robotCode"] = "dingdemo" },
            ("x-acs-dingtalk-access-token", token));
        (await emulator.GetAsync((string)address.Json["downloadUrl"]!)).Body.ShouldBe("the plan");
    }

    [Theory]
    [InlineData("application/octet-stream", "", 10, 400)]
    [InlineData("text/plain", "a.txt", 10, 415)]
    [InlineData("multipart/form-data; boundary=x", "a.txt", 10, 415)]
    [InlineData("application/octet-stream", "a.bin", (20 * 1024 * 1024) + 1, 413)]
    public async Task Give_Bad_IsRefused(string type, string name, int bytes, int status)
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await GiveAsync(emulator, name, new byte[bytes], type)).Status.ShouldBe(status);
    }

    // A page at this address would run whatever it is given as HTML or SVG.
    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "x.svg")]
    [InlineData("<!doctype html><script>alert(1)</script>", "x.png")]
    public async Task File_ThatABrowserWouldRun_IsOnlySaved(string content, string name)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var code = (string)(await GiveAsync(emulator, name, System.Text.Encoding.UTF8.GetBytes(content))).Json["downloadCode"]!;

        using var answer = await emulator.Http.GetAsync($"/emulator/media?id={code}", TestEmulator.Stop);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileName.ShouldBe(name);
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldBe("default-src 'none'; sandbox");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
    }

    [Fact]
    public async Task Picture_UploadedByTheBot_IsShownInItsMessage()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = await emulator.TokenAsync();
        using var part = new ByteArrayContent(Png);
        part.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"media\"; filename=\"a.png\"");
        using var form = new MultipartFormDataContent { part };
        var id = (string)(await emulator.SendAsync(HttpMethod.Post, $"/media/upload?access_token={token}&type=image", form)).Json["media_id"]!;
        var sent = new JsonObject
        {
            ["robotCode"] = "dingdemo",
            ["userIds"] = new JsonArray("demo-user"),
            ["msgKey"] = "sampleImageMsg",
            ["msgParam"] = $$"""{"photoURL":"{{id}}"}""",
        };
        (await emulator.PostAsync("/v1.0/robot/oToMessages/batchSend", sent, ("x-acs-dingtalk-access-token", token))).Status.ShouldBe(200);

        var attachment = (await emulator.TranscriptAsync())["replies"]![0]!["attachment"]!;
        ((string)attachment["kind"]!, (string)attachment["id"]!).ShouldBe(("picture", id));
        using var answer = await emulator.Http.GetAsync($"/emulator/media?id={Uri.EscapeDataString(id)}", TestEmulator.Stop);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await answer.Content.ReadAsByteArrayAsync(TestEmulator.Stop)).ShouldBe(Png);
    }

    [Fact]
    public async Task Reset_Files_AreForgotten()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var code = (string)(await GiveAsync(emulator, "a", [1])).Json["downloadCode"]!;
        await emulator.PostTextAsync("/emulator/reset", "{}");

        (await emulator.GetAsync($"/emulator/media?id={code}")).Status.ShouldBe(404);
    }

    [Fact]
    public void Store_Full_DropsTheOldest()
    {
        var store = new MediaStore();
        for (var i = 0; i < 14; i++)
        {
            store.Add($"{i}", new MediaFile("", new byte[20 * 1024 * 1024]));
        }

        store.Find("0").ShouldBeNull();
        store.Find("1").ShouldBeNull();
        store.Find("2").ShouldNotBeNull();
        store.Find("13").ShouldNotBeNull();
    }

    private static Task<Answer> GiveAsync(TestEmulator emulator, string name, byte[] bytes, string type = "application/octet-stream")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return emulator.SendAsync(HttpMethod.Post, $"/emulator/media?name={name}", content);
    }
}
