using System.Globalization;

namespace PicoClaw.Contracts.Tests.Testing;

/// <summary>The golden files as objects; lists have the type that they are read as, so that objects can be compared.</summary>
internal static class Samples
{
    private static readonly Conversation Group = new()
    {
        Channel = "dingtalk",
        Account = "main",
        Id = "cidAbC==",
        Kind = ConversationKind.Group,
        Title = "研发 \"A\"",
    };
    private static readonly Conversation Direct = new() { Channel = "dingtalk", Account = "main", Id = "cid1", Kind = ConversationKind.Direct };
    private static readonly ReplyRoute Route = new() { Address = """{"opaque":true}""", ExpiresAt = At("09:30:00.123") };

    public static MessageReceived MessageReceived { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad91"),
        PlatformMessageId = "msgA/b+c==",
        Conversation = Group,
        Sender = new Sender { Id = "Manager01", DisplayName = "小王", IsAdmin = true },
        Text = "first line\nsecond line <b> & 'quoted' 😀",
        Mentioned = true,
        Attachments = new List<Attachment>
        {
            new() { Kind = AttachmentKind.Image, Reference = "code-1", At = 5, FileName = "plan.png" },
            new() { Kind = AttachmentKind.File, Reference = "code-2", At = 11, FileName = "plan.pdf" },
        },
        Unreadable = UnreadableContent.Card,
        Quote = new Quote
        {
            MessageId = "msgBefore",
            DeliveryKey = "pqk/1+=",
            Sender = new Sender { Id = "bot", DisplayName = "PicoClaw" },
            IsOwn = true,
            Text = "what was said before",
            Attachments = new List<Attachment> { new() { Kind = AttachmentKind.Video, Reference = "", At = 8, FileName = "demo.mp4" } },
            Unreadable = UnreadableContent.Other,
        },
        SentAt = At("08:00:00.123"),
        ReceivedAt = At("08:00:00.4567891"),
        ReplyRoute = Route,
    };

    public static MessageReceived LeastMessageReceived { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad91"),
        PlatformMessageId = "msg1",
        Conversation = Direct,
        Sender = new Sender { Id = "u1" },
        Text = "hello",
        SentAt = At("08:00:00"),
        ReceivedAt = At("08:00:01"),
        ReplyRoute = new ReplyRoute { Address = "opaque" },
    };

    public static DeliverMessage DeliverMessage { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad92"),
        Conversation = Group,
        LaneId = new Guid("0190163d-8694-739b-aea5-966c26f8ad93"),
        Sequence = 9_007_199_254_740_993,
        Content = new MarkdownContent { Text = "# Answer\n\n- one\n- two 😀", Title = "Answer" },
        Mentions = new List<string> { "Manager01", "user02" },
        Actions = new List<MessageAction> { new() { Label = "停止", Command = "/stop 0190163d" }, new() { Label = "👍", Command = "/feedback up" } },
        Announces = new Guid("0190163d-8694-739b-aea5-966c26f8ad96"),
        ReplyRoute = Route,
        Priority = DeliveryPriority.Bulk,
        CausationId = new Guid("0190163d-8694-739b-aea5-966c26f8ad91"),
        CreatedAt = At("08:00:05.4567891"),
    };

    public static DeliverMessage LeastDeliverMessage { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad92"),
        Conversation = Direct,
        LaneId = new Guid("0190163d-8694-739b-aea5-966c26f8ad93"),
        Sequence = 1,
        Content = new MarkdownContent { Text = "hello" },
        ReplyRoute = new ReplyRoute { Address = "opaque" },
        CreatedAt = At("08:00:05"),
    };

    public static OutboundContent Image { get; } = new ImageContent { Blob = Blob("image/png"), Name = "图 1.png", Caption = "**Sales**, 2026" };

    public static OutboundContent File { get; } = new FileContent { Blob = Blob("application/pdf"), Name = "计划 2026.pdf" };

    public static OutboundContent Voice { get; } = new VoiceContent
    {
        Blob = Blob("audio/amr"),
        Duration = TimeSpan.FromSeconds(2.5),
        Name = "hello.amr",
    };

    public static SendNotification SendNotification { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad95"),
        Channel = "dingtalk",
        Account = "main",
        To = new List<Recipient>
        {
            new() { Id = "Manager01" },
            new() { Kind = RecipientKind.Group, Id = "cidAbC==" },
            new() { Kind = RecipientKind.Alias, Id = "ops" },
        },
        Content = new MarkdownContent { Text = "# Backup\n\nfinished 😀", Title = "Backup" },
        Priority = DeliveryPriority.Interactive,
        Client = "hr-system",
        IdempotencyKey = "backup 2026-06-13",
        NotBefore = At("08:30:00"),
        ExpiresAt = At("09:30:00.123"),
        CreatedAt = At("08:00:05.4567891"),
    };

    public static SendNotification LeastSendNotification { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad95"),
        Channel = "dingtalk",
        Account = "main",
        To = new List<Recipient> { new() { Id = "u1" } },
        Content = new MarkdownContent { Text = "hello" },
        CreatedAt = At("08:00:05"),
    };

    public static ReplyProgress ReplyProgress { get; } = new()
    {
        ReplyId = new Guid("0190163d-8694-739b-aea5-966c26f8ad92"),
        Attempt = 2,
        Number = 17,
        Conversation = Group,
        ReplyRoute = Route,
        Askers = new List<string> { "Manager01", "user02" },
        PlatformMessageId = "msgA1b2C3d4E5f6G7h8==",
        Stage = ProgressStage.Tool,
        Tool = "web_fetch",
        Text = "# Answer\n\n- one 😀",
        StartedAt = At("08:00:01"),
        CreatedAt = At("08:00:05.4567891"),
    };

    public static CardPlanReported CardPlanReported { get; } = new()
    {
        Channel = "dingtalk",
        Account = "main",
        Used = 1234,
        Limit = 5000,
        UsedToday = 40,
        ShareOfToday = 188,
        Form = CardForm.TwoCalls,
        Reason = "below-plan",
        CreatedAt = At("08:00:05"),
    };

    public static ActionReceived ActionReceived { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad97"),
        Channel = "dingtalk",
        Account = "main",
        ReplyId = new Guid("0190163d-8694-739b-aea5-966c26f8ad92"),
        Sender = new Sender { Id = "Manager01", DisplayName = "小王", IsAdmin = true },
        Kind = ActionKind.FeedbackDown,
        Text = "the second step is missing",
        ReceivedAt = At("08:01:00.123"),
    };

    public static MessageDelivered MessageDelivered { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad92"),
        Conversation = Group,
        CallId = new Guid("0190163d-8694-739b-aea5-966c26f8ad94"),
        DeliveryKey = "pqk/1+=",
        CausationId = new Guid("0190163d-8694-739b-aea5-966c26f8ad91"),
        DeliveredAt = At("08:00:06"),
    };

    public static GetAttachmentAddress GetAttachmentAddress { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad95"),
        Conversation = Group,
        Reference = "dcB+/=",
    };

    public static AttachmentAddress AttachmentAddress { get; } = new()
    {
        Address = new Uri("https://files.example/a%2Bb?sign=c%2B%2F%3D&name=%E7%8C%AB.png"),
        MayBePrivate = true,
        Fault = AddressFault.Unavailable,
        Reason = "the API calls of this month are used up",
    };

    public static DeliveryFailed DeliveryFailed { get; } = new()
    {
        Id = new Guid("0190163d-8694-739b-aea5-966c26f8ad92"),
        Conversation = Group,
        Reason = "its text is empty",
        CausationId = new Guid("0190163d-8694-739b-aea5-966c26f8ad91"),
        FailedAt = At("08:00:06"),
    };

    private static BlobReference Blob(string mediaType) => new()
    {
        Id = "0190163d-8694-739b-aea5-966c26f8ad99",
        Size = 12_345,
        Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        MediaType = mediaType,
    };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-06-13T{time}Z", CultureInfo.InvariantCulture);
}
