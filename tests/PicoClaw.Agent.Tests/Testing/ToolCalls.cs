using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Tools;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Finds and calls the tools of a <see cref="ModelLab"/> as a model does.</summary>
internal static class ToolCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<string> ToolNames(this ModelLab lab) =>
        [.. lab.Services.GetRequiredService<Toolbox>().Tools.Select(tool => tool.Name)];

    public static AIFunction FindTool(this ModelLab lab, string name) =>
        (AIFunction)lab.Services.GetRequiredService<Toolbox>().Tools.Single(tool => tool.Name == name);

    public static Task<string> CallAsync(this ModelLab lab, string name, params (string Name, object? Value)[] arguments) =>
        lab.FindTool(name).CallAsync(arguments);

    public static async Task<string> CallAsync(this AIFunction tool, params (string Name, object? Value)[] arguments)
    {
        var given = new AIFunctionArguments(arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
        var result = await tool.InvokeAsync(given, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        return result.ShouldBeOfType<string>();
    }

    /// <summary>Waits until a tool is offered.</summary>
    public static Task OffersAsync(this ModelLab lab, string name) =>
        lab.UntilAsync(() => lab.ToolNames().Contains(name), $"the tool {name} is offered");

    /// <summary>Waits until a condition holds, for two minutes at most.</summary>
    public static async Task UntilAsync(this ModelLab lab, Func<bool> condition, string what)
    {
        using var limit = TestDeadline.In(Patience);
        while (!condition())
        {
            limit.Token.IsCancellationRequested.ShouldBeFalse($"{what}: not within {Patience.TotalSeconds} s; log:\n{lab.Log()}");
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token));
        }
    }

    public static string Log(this ModelLab lab) =>
        string.Join('\n', lab.Logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception}"));
}
