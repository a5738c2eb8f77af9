using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Channels.DingTalk.Markdown;

namespace Benchmarks.Micro;

/// <summary>Markdown into messages that DingTalk shows.</summary>
public class Render
{
    private const int Sections = 20;

    private const string Section =
        """
        ## Restarting the database

        Stop the **writers** first, then restart `db-3`; the replicas follow within a minute. See the [runbook](https://example.com/runbook).

        1. Drain the pool: `pgbouncer pause`.
        2. Restart the primary.
           - Watch the log.
           - Wait until *all* replicas stream again.

        ```sh
        sudo systemctl restart postgresql@17-main
        psql -c 'SELECT client_addr, state FROM pg_stat_replication'
        ```

        | host | role | lag |
        |------|------|----:|
        | db-3 | primary | – |
        | db-4 | replica | 0.2 s |

        数据库重启之后,请检查复制延迟;如果超过一分钟,请通知值班人员。


        """;

    private static readonly string Long = string.Concat(Enumerable.Repeat(Section, Sections));
    private readonly MarkdownDialect _dialect = new(Options.Create(new DialectOptions()));

    [Benchmark]
    public int Sentence() => _dialect.Render("Echo: how is the weather in Hangzhou today?").Count;

    /// <summary>700 characters.</summary>
    [Benchmark]
    public int Reply() => _dialect.Render(Section).Count;

    /// <summary>14,000 characters, in several messages.</summary>
    [Benchmark]
    public int Split() => _dialect.Render(Long).Count;
}
