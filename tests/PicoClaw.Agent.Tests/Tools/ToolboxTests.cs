using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class ToolboxTests
{
    [Theory]
    [InlineData("get_city-2", "get_city-2")]
    [InlineData("get.city/now 城", "get_city_now__")]
    public void Tools_NameThatServicesRefuse_IsMadeOneTheyTake(string name, string expected) => Names(name).ShouldBe([expected]);

    [Fact]
    public void Tools_SameName_EachHasOneOfItsOwn() => Names("a.b", "a_b", "A_B", "a_b_2").ShouldBe(["a_b", "a_b_2", "A_B_3", "a_b_2_2"]);

    [Fact]
    public void Tools_LongNames_StayWithinTheLimitAndDiffer()
    {
        var names = Names([.. Enumerable.Range(0, 12).Select(number => new string('x', 64) + number)]);

        names.ShouldAllBe(name => name.Length <= 64);
        names.Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public async Task Tools_OfSeveralSources_AreAskedForAnewAndGuarded()
    {
        var (first, second) = (new Source(Tool("one")), new Source());
        var toolbox = new Toolbox([first, second], [], new FakeTimeProvider(), NullLogger<Toolbox>.Instance);
        toolbox.Tools.Select(tool => tool.Name).ShouldBe(["one"]);

        second.Tools = [AIFunctionFactory.Create(string () => throw new InvalidOperationException("broken"), "two")];

        toolbox.Tools.Select(tool => tool.Name).ShouldBe(["one", "two"]);
        (await ((AIFunction)toolbox.Tools[1]).CallAsync()).ShouldBe("Error: broken");
    }

    private static IReadOnlyList<string> Names(params string[] names) =>
        [.. new Toolbox([new Source([.. names.Select(Tool)])], [], new FakeTimeProvider(), NullLogger<Toolbox>.Instance).Tools.Select(tool => tool.Name)];

    private static AIFunction Tool(string name) => AIFunctionFactory.Create(() => "good", name);

    private sealed class Source(params AIFunction[] tools) : IToolSource
    {
        public IReadOnlyList<AIFunction> Tools { get; set; } = tools;
    }
}
