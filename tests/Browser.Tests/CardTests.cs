using Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class CardTests(Trial trial)
{
    private const int Limit = 300_000;

    [Fact(Timeout = Limit)]
    public async Task Card_Streamed_GrowsInItsPlaceAndEnds_AndItsStopButtonStaysPressable()
    {
        await using var chat = await trial.OpenAsync();
        var id = $"{chat.Bot.User}-grows";
        await chat.Bot.CardAsync(id, new() { ["flowStatus"] = "1", ["stop_action"] = "true" });
        await Expect(chat.Answers).ToHaveClassAsync("msg bot generating");
        await Expect(chat.Answers.Locator(".card-state")).ToHaveTextAsync("Processing…");
        var stop = chat.Answers.GetByRole(AriaRole.Button, new() { Name = "Stop" });
        await stop.FocusAsync();

        await chat.Bot.StreamAsync(id, "one");
        await Expect(chat.Answers.Locator(".bubble > p").First).ToHaveTextAsync("one");
        await chat.Bot.StreamAsync(id, "one **two**");

        await Expect(chat.Answers.Locator("strong")).ToHaveTextAsync("two");
        await Expect(chat.Answers.Locator(".card-state")).ToHaveTextAsync("Generating…");
        await Expect(stop).ToBeFocusedAsync();
        await stop.PressAsync("Enter");
        (await chat.Bot.ClickedAsync(id)).ShouldBe(chat.Bot.User + """ {"cardPrivateData":{"actionIds":["btn_stop"],"params":{}}}""");
        await chat.Bot.StreamAsync(id, "one **two** three", last: true);
        await Expect(chat.Answers.Locator(".bubble")).ToHaveTextAsync("one two three");
        await Expect(chat.Answers).ToHaveClassAsync("msg bot");
        await Expect(chat.Answers).ToHaveCountAsync(1);
    }

    [Fact(Timeout = Limit)]
    public async Task Buttons_Thumbs_AndForms_TellWhatWasPressed()
    {
        const string form = """{"fields":[{"name":"city","label":"City","type":"SELECT","options":[{"value":"hz","text":"杭州"},{"value":"bj","text":"北京"}]}]}""";
        await using var chat = await trial.OpenAsync();
        var (first, second) = ($"{chat.Bot.User}-first", $"{chat.Bot.User}-second");
        await chat.Bot.CardAsync(first, new()
        {
            ["flowStatus"] = "3",
            ["content"] = "done",
            ["btns"] = """[{"text":"Again","event":{"type":"sendCardRequest","params":{"actionId":"again","params":{"turn":"7"}}}}]""",
        });
        await chat.Answers.GetByRole(AriaRole.Button, new() { Name = "Again" }).ClickAsync();
        (await chat.Bot.ClickedAsync(first)).ShouldEndWith("""{"cardPrivateData":{"actionIds":["again"],"params":{"turn":"7"}}}""");
        await chat.Bot.CardAsync(second, new() { ["flowStatus"] = "3", ["content"] = "fine" });
        await Expect(chat.Answers).ToHaveCountAsync(2);
        var thumbs = chat.Answers.Last;
        await thumbs.GetByRole(AriaRole.Button, new() { Name = "Bad answer" }).ClickAsync();
        await thumbs.Locator("select").SelectOptionAsync("Too long");
        await thumbs.Locator("input").FillAsync("half of it");

        await thumbs.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        (await chat.Bot.ClickedAsync(second)).ShouldEndWith(
            """{"cardPrivateData":{"actionIds":["feedback"],"params":{"action":"dislike","feedbacks":{"index":2},"input":"half of it"}}}""");
        var third = $"{chat.Bot.User}-third";
        await chat.Bot.CardAsync(third, new() { ["form"] = form, ["question_id"] = "q1", ["card_status"] = "pending" });
        await Expect(chat.Answers).ToHaveCountAsync(3);
        await chat.Answers.Last.GetByLabel("City").SelectOptionAsync("北京");
        await chat.Answers.Last.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        (await chat.Bot.ClickedAsync(third)).ShouldEndWith(
            """{"cardPrivateData":{"actionIds":["q1"],"params":{"form":{"city":{"index":1,"value":"bj"}}}}}""");
    }

    [Fact(Timeout = Limit)]
    public async Task DtmdLink_Clicked_IsSaidByThePerson_InAGroupWithTheBotMentioned()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.Locator("#group").ClickAsync();
        await chat.HearAsync("hello");
        await chat.Page.Locator("#mention").UncheckAsync();
        await chat.Bot.GroupMarkdownAsync("[Again](dtmd://dingtalkclient/sendMessage?content=say%20it%20again)");

        await chat.Answers.Last.GetByText("Again", new() { Exact = true }).ClickAsync();

        await Expect(chat.Mine.Last.Locator(".said")).ToHaveTextAsync("say it again");
        await Expect(chat.Mine.Last.Locator(".at")).ToHaveTextAsync("@PicoClaw ");
        await Expect(chat.Answers.Last).ToContainTextAsync("say it again");
    }
}
