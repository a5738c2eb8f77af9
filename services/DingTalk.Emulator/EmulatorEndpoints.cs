using DingTalk.Emulator.Access;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Chat;
using DingTalk.Emulator.Control;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Media;
using DingTalk.Emulator.Models;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Pushing;
using DingTalk.Emulator.Registration;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Streaming;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator;

/// <summary>What the emulator answers, and where.</summary>
internal static class EmulatorEndpoints
{
    public static void MapEmulator(this WebApplication app)
    {
        var callers = app.Services.GetRequiredService<CallerCheck>();
        app.Use(callers.InvokeAsync);

        // Kestrel answers WebSocket pings; the emulator sends none, because the client's pings are what is tested.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.UseMiddleware<CallTap>();
        app.UseMiddleware<PathFaults>();
        app.MapDingTalk();
        app.MapScripts();
        app.MapFallback("{*path}", (HttpContext http, UnknownPath unknown) => unknown.Handle(http.Request));
    }

    private static void MapDingTalk(this WebApplication app)
    {
        app.MapPost("/v1.0/gateway/connections/open", (HttpContext http, OpenEndpoint open) => open.HandleAsync(http));
        app.MapGet("/connect", (HttpContext http, ConnectEndpoint connect) => connect.HandleAsync(http));
        app.MapPost("/v1.0/oauth2/accessToken", (HttpContext http, TokenEndpoints tokens) => tokens.AccessTokenAsync(http));
        app.MapPost(
            "/v1.0/oauth2/{corpId}/token", (HttpContext http, string corpId, TokenEndpoints tokens) => tokens.CorpTokenAsync(http, corpId));
        app.MapPost("/app/registration/init", (HttpContext http, RegistrationEndpoints registration) => registration.InitAsync(http));
        app.MapPost("/app/registration/begin", (HttpContext http, RegistrationEndpoints registration) => registration.BeginAsync(http));
        app.MapPost("/app/registration/poll", (HttpContext http, RegistrationEndpoints registration) => registration.PollAsync(http));
        app.MapGet("/gettoken", (HttpContext http, TokenEndpoints tokens) => tokens.LegacyToken(http));
        app.Map("/robot/sendBySession", (HttpContext http, WebhookEndpoint webhook) => webhook.HandleAsync(http));
        app.MapPost("/v1.0/robot/oToMessages/batchSend", (HttpContext http, RobotEndpoints robot) => robot.OtoAsync(http));
        app.MapPost("/v1.0/robot/groupMessages/send", (HttpContext http, RobotEndpoints robot) => robot.GroupAsync(http));
        app.MapPost("/v1.0/robot/groupMessages/recall", (HttpContext http, RecallEndpoints recall) => recall.GroupAsync(http));
        app.MapPost("/v1.0/robot/otoMessages/batchRecall", (HttpContext http, RecallEndpoints recall) => recall.OtoAsync(http));
        app.MapGet("/v1.0/robot/oToMessages/readStatus", (HttpContext http, ReceiptEndpoints receipts) => receipts.Oto(http));
        app.MapPost("/v1.0/robot/groupMessages/query", (HttpContext http, ReceiptEndpoints receipts) => receipts.GroupAsync(http));
        app.MapPost("/v1.0/robot/emotion/reply", (HttpContext http, EmotionEndpoints emotions) => emotions.ReplyAsync(http));
        app.MapPost("/v1.0/robot/emotion/recall", (HttpContext http, EmotionEndpoints emotions) => emotions.RecallAsync(http));
        app.MapPost("/topapi/v2/user/get", (HttpContext http, DirectoryEndpoints directory) => directory.UserAsync(http));
        app.MapMethods("/microapp/list", ["GET", "POST"], (HttpContext http, DirectoryEndpoints directory) => directory.MicroApps(http));
        app.MapGet("/v1.0/microApp/allInnerApps", (HttpContext http, DirectoryEndpoints directory) => directory.InnerApps(http));
        app.MapPost("/v1.0/card/instances", (HttpContext http, CardEndpoints cards) => cards.CreateAsync(http));
        app.MapPut("/v1.0/card/instances", (HttpContext http, CardEndpoints cards) => cards.UpdateAsync(http));
        app.MapPost("/v1.0/card/instances/deliver", (HttpContext http, CardEndpoints cards) => cards.DeliverAsync(http));
        app.MapPost("/v1.0/card/instances/createAndDeliver", (HttpContext http, CardEndpoints cards) => cards.CreateAndDeliverAsync(http));
        app.MapPut("/v1.0/card/instances/spaces", (HttpContext http, CardEndpoints cards) => cards.SpacesAsync(http));
        app.MapPut("/v1.0/card/streaming", (HttpContext http, CardEndpoints cards) => cards.StreamAsync(http));
        app.MapPost("/v1.0/robot/messageFiles/download", (HttpContext http, DownloadEndpoints download) => download.ExchangeAsync(http));
        app.MapGet("/files/{id}", (HttpContext http, string id, DownloadEndpoints download) => download.File(http, id));
        app.MapPost("/media/upload", (HttpContext http, UploadEndpoint upload) => upload.HandleAsync(http));
    }

    private static void MapScripts(this WebApplication app)
    {
        app.MapPost("/emulator/say", (HttpContext http, SayEndpoint say) => say.HandleAsync(http));
        app.MapPost("/emulator/read", (HttpContext http, ReadEndpoint read) => read.HandleAsync(http));
        app.MapPost("/emulator/push", (HttpContext http, PushEndpoint push) => push.HandleAsync(http));
        app.MapGet("/emulator/transcript", (HttpContext http, TranscriptEndpoint transcript) => transcript.Handle(http));
        app.MapGet("/emulator/answers", (HttpContext http, AnswersEndpoint answers) => answers.Handle(http));
        app.MapGet("/emulator/exchanges", (HttpContext http, ExchangesEndpoint exchanges) => exchanges.Handle(http));
        app.MapPost("/emulator/media", (HttpContext http, MediaEndpoints media) => media.AddAsync(http));
        app.MapGet("/emulator/media", (HttpContext http, MediaEndpoints media) => media.File(http));
        app.MapGet("/emulator/stats", (StatsEndpoint stats) => stats.Handle());
        app.MapGet("/emulator/faults", (FaultEndpoint faults) => faults.Show());
        app.MapPost("/emulator/faults", (HttpContext http, FaultEndpoint faults) => faults.ChangeAsync(http));
        app.MapGet("/emulator/registration", (DecisionEndpoint decisions) => decisions.Show());
        app.MapPost("/emulator/registration", (HttpContext http, DecisionEndpoint decisions) => decisions.HandleAsync(http));
        app.MapPost("/emulator/reset", (HttpContext http, ResetEndpoint reset) => reset.Handle(http.Request));
        app.MapGet("/emulator/events", (HttpContext http, EventsEndpoint events) => events.HandleAsync(http));

        app.MapPost("/v1/chat/completions", (HttpContext http, ModelEndpoints models) => models.CompleteAsync(http));
        app.MapGet("/emulator/model", (ModelEndpoints models) => models.Log());
        app.MapGet("/health", () => "ok");
        app.MapPage();
    }
}
