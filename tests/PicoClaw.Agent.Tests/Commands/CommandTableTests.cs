using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Tests.Texts;

namespace PicoClaw.Agent.Tests.Commands;

public sealed class CommandTableTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public void Constructor_NameTakenTwice_SaysByWhom() =>
        Should.Throw<InvalidOperationException>(() => new CommandTable([new HelpCommand(), new NewCommand(), new HelpCommand()])).Message
            .ShouldContain("/help");

    [Fact]
    public void Find_NameOrAliasInAnyCase_IsTheCommand()
    {
        var table = new CommandTable([new HelpCommand(), new NewCommand()]);

        table.Find("!CLEAR@bot").ShouldBeOfType<NewCommand>();
        table.Find("/tmp is full").ShouldBeNull();
    }

    [Fact]
    public async Task Registered_Commands_EachHasAChineseName() =>
        (await _folder.OpenAsync()).Services.GetRequiredService<CommandTable>().All.ShouldAllBe(command => command.ChineseNames.Count > 0);

    [Fact]
    public async Task Registered_Commands_EachIsSummarizedInBothLanguages()
    {
        foreach (var command in (await _folder.OpenAsync()).Services.GetRequiredService<CommandTable>().All)
        {
            PhrasesTests.ShouldSayTheSame(command.Summary);
        }
    }

    [Fact]
    public void Get_NameOfAnotherVersion_IsHelp() =>
        new CommandTable([new HelpCommand(), new NewCommand()]).Get("gone").ShouldBeOfType<HelpCommand>();

    [Fact]
    public async Task Registered_Commands_EachHasARowInTheDocs()
    {
        var agent = await _folder.OpenAsync();
        var docs = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "commands.md"), TestContext.Current.CancellationToken);
        var commands = agent.Services.GetRequiredService<CommandTable>().All;

        commands.SelectMany(command => command.Aliases.Concat(command.ChineseNames).Prepend(command.Name))
            .ShouldAllBe(name => docs.Contains($"`/{name}", StringComparison.Ordinal));
        docs.Split('\n').Count(line => line.StartsWith("| `/", StringComparison.Ordinal)).ShouldBe(commands.Count);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PicoClaw.sln")))
        {
            folder = Path.GetDirectoryName(folder).ShouldNotBeNull("The tests run inside the repository.");
        }

        return folder;
    }
}
