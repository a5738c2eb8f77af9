using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldNumbers;

namespace PicoClaw.Configuration.Sections;

internal static class IngressSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("ingress.spool.directory", "Ingress:Spool:Directory", Folder)
        {
            English = "The folder for messages that the broker does not confirm in time; it must outlive the process. If missing: `spool/` in "
                + "`PICOCLAW_HOME` for `picoclaw gateway`; an ingress of its own has none, and withholds acks while the broker is away.",
            Chinese = "消息中间件未及时确认的消息暂存在这个目录，进程重启后必须还在。不写时 `picoclaw gateway` 用 "
                + "`PICOCLAW_HOME` 下的 `spool/`；单独运行的接入服务则没有暂存，中间件中断期间不应答钉钉",
        },
        new("ingress.spool.max_bytes", "Ingress:Spool:MaxBytes", Whole(1_048_576, 2_000_000_000))
        {
            Default = "268435456",
            English = "The most bytes of a replica's files, about 1,000 a message. Beyond it acks are withheld.",
            Chinese = "每个副本暂存文件的总字节数上限，一条消息约 1,000 字节。超过后不再应答钉钉",
        },

        // DingTalk waits 3 s for an ack, and the disk needs a moment.
        new("ingress.spool.confirm_within_ms", "Ingress:Spool:ConfirmWithinMs", Whole(50, 2500))
        {
            Default = "1000",
            English = "How long the broker (in one process: the store) may take; DingTalk waits 3000 for an ack.",
            Chinese = "消息中间件（单进程时为数据库）确认的时限，单位毫秒；钉钉等待应答的时间是 3000 毫秒",
        },
    ]);
}
