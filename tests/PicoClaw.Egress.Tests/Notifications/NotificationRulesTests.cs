using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Notifications;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Egress.Tests.Notifications;

public sealed class NotificationRulesTests
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly NotificationOptions _options = new();
    private readonly AccountsOptions _accounts = new();

    public NotificationRulesTests()
    {
        _accounts.Accounts.Add("Main", new AccountOptions { Channel = "dingtalk", Enabled = true });
        _accounts.Accounts.Add("off", new AccountOptions { Channel = "dingtalk" });
        _options.Aliases.Add("ops", "u1, group:cid1, u1");
    }

    public static TheoryData<string, SendNotification> Refusals()
    {
        var told = Told.To(Time, "u1");
        SendNotification Text(string text) => told with { Content = new MarkdownContent { Text = text } };
        SendNotification Named(RecipientKind kind, string id) => told with { To = [new Recipient { Kind = kind, Id = id }] };
        return new TheoryData<string, SendNotification>
        {
            { "Write one of: Main.", told with { Account = "other" } },
            { "Write one of: Main.", told with { Account = "off" } },
            { "No account of the channel \"feishu\"", told with { Channel = "feishu" } },
            { "The text is empty", Text(" \n") },
            { "longer than 60000 bytes", Text(new string('字', 20_001)) },
            { "There is no recipient", told with { To = [] } },
            { "1001 recipients are too many", Told.To(Time, [.. Enumerable.Range(0, 1001).Select(number => $"u{number}")]) },
            { "A recipient must be an id", Named(RecipientKind.Person, "") },
            { "A recipient must be an id", Named(RecipientKind.Group, new string('x', 201)) },
            { "A recipient must be an id", Named(RecipientKind.Person, "a\nb") },
            { "A recipient must be an id", Named(RecipientKind.Person, "a\u0000b") },
            { "A recipient must be an id", Named(RecipientKind.Person, "a\ud800") },
            { "A recipient must be an id", Named((RecipientKind)9, "u1") },
            { "The alias \"dev\" is not configured", Named(RecipientKind.Alias, "dev") },
            { "idempotency key must be", told with { IdempotencyKey = "" } },
            { "idempotency key must be", told with { IdempotencyKey = new string('k', 201) } },
            { "client's name must be", told with { Client = "a\tb" } },
            { "The priority is none", told with { Priority = (DeliveryPriority)7 } },
            { "more than 366 days ahead", told with { NotBefore = told.CreatedAt.AddDays(367) } },
            { "longer than 2000 characters", told with { Content = new ImageContent { Blob = File("1").Blob, Caption = new string('x', 2001) } } },
            { "A file is kept for 7 days", InDays(7) },
            { "expiresAt is in the past", told with { ExpiresAt = told.CreatedAt } },
            { "expiresAt is not after notBefore", told with { NotBefore = told.CreatedAt.AddHours(2), ExpiresAt = told.CreatedAt.AddHours(2) } },
        };
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void TryAccept_NotInOrder_SaysWhatToChange(string expected, SendNotification told)
    {
        Rules().TryAccept(told, out var notification, out var problem).ShouldBeFalse();

        notification.ShouldBeNull();
        problem.ShouldContain(expected);
        problem.ShouldEndWith(".");
        problem.Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public void TryAccept_AccountInAnotherCase_IsTheConfiguredOne()
    {
        Rules().TryAccept(Told.To(Time, "u1") with { Account = "MAIN" }, out var notification, out _).ShouldBeTrue();

        notification!.LaneKey.ShouldBe("dingtalk:Main");
    }

    [Fact]
    public void TryAccept_AliasAndItsPeople_EachIsThereOnce()
    {
        var told = Told.To(Time, "u1", "u2") with { };
        told = told with { To = [.. told.To, new Recipient { Kind = RecipientKind.Alias, Id = "OPS" }, new Recipient { Id = "group:odd" }] };

        Rules().TryAccept(told, out var notification, out _).ShouldBeTrue();

        notification!.Recipients.ShouldBe(["u1", "u2", "group:cid1", "person:group:odd"]);
    }

    [Fact]
    public void TryAccept_SameWithAnotherIdAndInstant_HasTheSameDigestWhateverAnAliasMeans()
    {
        var told = Told.To(Time, "u1") with { To = [new Recipient { Kind = RecipientKind.Alias, Id = "ops" }] };
        Rules().TryAccept(told, out var first, out _).ShouldBeTrue();
        _options.Aliases["ops"] = "u9";
        Rules().TryAccept(told with { Id = Guid.NewGuid(), CreatedAt = told.CreatedAt.AddHours(1) }, out var second, out _).ShouldBeTrue();
        Rules().TryAccept(told with { ExpiresAt = told.CreatedAt.AddHours(1) }, out var other, out _).ShouldBeTrue();

        second!.Digest.ShouldBe(first!.Digest);
        other!.Digest.ShouldNotBe(first.Digest);
    }

    [Fact]
    public void TryAccept_SameFileStoredTwice_HasTheSameDigestAndAnotherHasNot()
    {
        var told = Told.To(Time, "u1") with { Content = File("1") };
        Rules().TryAccept(told, out var first, out _).ShouldBeTrue();
        Rules().TryAccept(told with { Content = File("2") }, out var second, out _).ShouldBeTrue();
        Rules().TryAccept(told with { Content = File("1", 'b') }, out var other, out _).ShouldBeTrue();

        second!.Digest.ShouldBe(first!.Digest);
        other!.Digest.ShouldNotBe(first.Digest);
        second.Body.ShouldContain("\"2\"");
    }

    [Fact]
    public void TryAccept_FileThatIsDueInTime_IsTaken() =>
        Rules().TryAccept(InDays(6), out _, out _).ShouldBeTrue();

    [Fact]
    public void Validate_Configuration_NamesEachFault()
    {
        _options.Tokens.Add("hr", "a token itself");
        _options.Tokens.Add("crm", new string('a', 64));
        _options.Accounts.Add("erp", "main");
        _options.Aliases.Add("loop", "alias:ops");
        _options.Aliases.Add("none", " , ");

        var failures = new NotificationOptionsValidator().Validate(null, _options).Failures!.ToList();

        failures.Select(failure => failure.Split(' ')[0]).ShouldBe(
            ["notifications.tokens.hr", "notifications.accounts.erp", "notifications.aliases.loop", "notifications.aliases.none"]);
        failures.ShouldAllBe(failure => !failure.Contains("a token itself"));
    }

    private static SendNotification InDays(int days)
    {
        var told = Told.To(Time, "u1");
        return told with { Content = File("1"), NotBefore = told.CreatedAt.AddDays(days) };
    }

    private static FileContent File(string id, char hash = 'a') =>
        new() { Name = "a.pdf", Blob = new BlobReference { Id = id, Size = 1, Sha256 = new string(hash, 64), MediaType = "application/pdf" } };

    private NotificationRules Rules() =>
        new(Options.Create(_accounts), new Live<NotificationOptions>(() => _options), new ChannelTable([]), Options.Create(new BlobOptions()));
}
