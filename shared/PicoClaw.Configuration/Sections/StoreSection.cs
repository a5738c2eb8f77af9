using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class StoreSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("store", "Store", FieldAddresses.Store)
        {
            English = "A folder (SQLite) or a PostgreSQL database, such as `postgres://user:password@host:5432/picoclaw`. If missing: `store/` in "
                + "`PICOCLAW_HOME`.",
            Chinese = "一个目录（SQLite），或 PostgreSQL 数据库，例如 `postgres://user:password@host:5432/picoclaw`。不写时为 "
                + "`PICOCLAW_HOME` 下的 `store/`",
        },
        new("store_password", "Store:Password", FieldSecrets.Password)
        {
            English = "The password of the user in `store`, if the address contains none: any text, not percent-encoded, or `file://path`.",
            Chinese = "`store` 地址里没有密码时，在这里写：任意文本，不做百分号编码，也可以写成 `file://路径`",
        },
    ]);
}
