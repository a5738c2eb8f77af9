using System.Text.Json;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Status;

/// <summary>Prints what runs and what waits for people, or as JSON.</summary>
internal sealed class StatusPrinter(Terminal terminal)
{
    private const string Unknown = "-";

    public void Json(StatusReport report) => terminal.Output.WriteLine(JsonSerializer.Serialize(report, StatusJson.Default.StatusReport));

    public void Print(StatusReport report, bool isAtUsualAddresses)
    {
        Processes(report.Processes, isAtUsualAddresses);
        Accounts(report.Accounts);
        Waiting(report);
        foreach (var problem in report.Problems)
        {
            Line($"[yellow]{Escaped(problem)}[/]");
        }
    }

    private void Processes(IReadOnlyList<ProcessStatus> processes, bool isAtUsualAddresses)
    {
        if (processes.Count == 0 && isAtUsualAddresses)
        {
            Line("[yellow]The bot does not run[/] at the addresses of this configuration: picoclaw gateway starts it. The rest is from the store.");
            return;
        }

        foreach (var process in processes)
        {
            Line($"[bold]{Escaped(process.Address)}[/]  [{(process.Status == "ready" ? "green" : "red")}]{Escaped(process.Status)}[/]");
            foreach (var (name, part) in process.Checks.Where(part => part.Value.Status != "ok" || part.Key == "stream"))
            {
                Line($"  {Escaped(name)}: {Escaped(part.Status)}{(part.Message is { } message ? $", {Escaped(message)}" : "")}");
            }
        }
    }

    private void Accounts(IReadOnlyList<AccountStatus> accounts)
    {
        if (accounts.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.None);
        foreach (var title in new[] { "ACCOUNT", "LINK", "WAITING", "OLDEST", "API CALLS", "WEBHOOK+STREAM", "CALLS", "MERGED", "THROTTLED" })
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var account in accounts)
        {
            table.AddRow(
                Escaped(account.Account),
                account.IsLinkOpen switch { true => "[green]open[/]", false => "[red]closed[/]", null => Unknown },
                account.IsStopped == true ? $"[red]{Number(account.Waiting)}, stopped[/]" : Number(account.Waiting),
                Age(account.OldestSeconds),
                Part(account.ApiCalls, account.ApiLimit) + (account.ApiPlanned is { } planned ? $", plan {planned:0}" : ""),
                Part(account.StreamCalls, account.StreamLimit, "about "),
                Number(account.Calls),
                Number(account.Merged),
                Number(account.Throttled));
        }

        terminal.Console.WriteLine();
        terminal.Console.Write(table);
        terminal.Console.WriteLine();
    }

    private void Waiting(StatusReport report)
    {
        if (report.Mailbox is { } mailbox)
        {
            Line($"Messages without a turn: {Number(mailbox.Waiting)}{(mailbox.Waiting > 0 ? $", the oldest since {Age(mailbox.OldestSeconds)}" : "")}");
        }

        foreach (var account in report.Accounts.Where(account => account.OverdueCards > 0))
        {
            Line($"Cards of {Escaped(account.Account)} that wait to be closed: {Number(account.OverdueCards)}; it is done as soon as calls are possible");
        }

        foreach (var queue in report.Queues)
        {
            Line($"Queue {Escaped(queue.Queue)}: {Count(queue.Messages, "message")}, {Count(queue.Consumers, "consumer")}");
        }

        foreach (var permit in report.Permits)
        {
            Line($"Permits {Escaped(permit.Way)}: {Number(permit.Calls)} calls waited {permit.AverageSeconds:0.00} s on average");
        }

        if (report.DeadLetters is { } dead)
        {
            Line($"Dead letters: {dead.Turns} turns, {dead.Deliveries} replies, {dead.Malformed} malformed{(dead is (0, 0, 0) ? "" : "; picoclaw dead list")}");
        }
    }

    private void Line(string markup) => terminal.Console.MarkupLine(markup);

    private static string Number(double? value) => value is { } known ? $"{known:0}" : Unknown;

    private static string Count(uint number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string Part(double? used, double? limit, string prefix = "") =>
        used is null ? Unknown
        : limit is null ? $"{prefix}{used:0}"
        : $"[{(used >= limit ? "red" : used >= 0.8 * limit ? "yellow" : "default")}]{prefix}{used:0} of {limit:0}[/]";

    private static string Age(double? seconds) => seconds switch
    {
        null or 0 => Unknown,
        < 120 => $"{seconds:0} s",
        < 7200 => $"{seconds / 60:0} min",
        _ => $"{seconds / 3600:0} h",
    };

    // Others wrote some of it, and a terminal obeys control characters.
    private static string Escaped(string text) => Markup.Escape(string.Concat(text.Select(one => char.IsControl(one) ? ' ' : one)));
}
