using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Tests.Conversations;

public sealed class ConversationOptionsTests
{
    [Fact]
    public void Defaults_AreThoseOfTheOriginal()
    {
        var options = new ConversationOptions();

        (options.MessageThreshold, options.TokenPercent).ShouldBe((20, 75));
        var models = new ModelsOptions();
        var catalog = new ModelCatalog(new Live<ModelsOptions>(() => models));
        (catalog.AnswerTokensOf(null), catalog.ContextWindowOf(null)).ShouldBe((8192, 32768));
        new ConversationOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("de", 600, "agents.defaults.language is \"de\"")]
    [InlineData("zh", 9, "agents.defaults.turn_timeout is 9")]
    [InlineData("zh", 3601, "agents.defaults.turn_timeout is 3601")]
    public void Validate_BadValue_NamesTheKey(string language, int timeout, string problem) =>
        new ConversationOptionsValidator().Validate(null, new ConversationOptions { Language = language, TurnTimeout = timeout }).FailureMessage
            .ShouldStartWith(problem);

    [Theory]
    [InlineData(-1)]
    [InlineData(3601)]
    public void Validate_BadProgressAfter_NamesTheKey(int seconds) =>
        new ConversationOptionsValidator().Validate(null, new ConversationOptions { ProgressAfter = seconds }).FailureMessage
            .ShouldStartWith($"agents.defaults.progress_after is {seconds}");

    [Theory]
    [InlineData("sender", "lacks \"chat\"")]
    [InlineData("chat,person", "holds \"person\"")]
    public void Validate_BadDimensions_SaysWhatToWrite(string dimensions, string problem)
    {
        var options = new SessionScopeOptions();
        options.Dimensions.AddRange(dimensions.Split(','));

        new SessionScopeOptionsValidator().Validate(null, options).FailureMessage.ShouldNotBeNull().ShouldContain(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("chat")]
    [InlineData("space,chat,sender")]
    public void Validate_DimensionsOfTheOriginal_AreAccepted(string dimensions)
    {
        var options = new SessionScopeOptions();
        options.Dimensions.AddRange(dimensions.Split(',', StringSplitOptions.RemoveEmptyEntries));

        new SessionScopeOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
    }
}
