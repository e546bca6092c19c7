import { Table } from "antd";

export type DataTable = typeof Table;
export default Table;
